export { channelProcess } from './channel-process';
