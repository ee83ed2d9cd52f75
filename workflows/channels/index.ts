export { channelProcess } from './channel-process';
export { conditionTitle } from './condition-title';
