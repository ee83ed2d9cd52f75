import type { ChannelTemplate } from '../../domain/linear/template';
import { type Route, route } from '../http/operation';
import { listTemplates } from './specs';

/** Channels to begin with. */
export const templateRoutes = (templates: ReadonlyMap<string, ChannelTemplate>): Route[] => [
  route(listTemplates, async () => ({ body: { data: [...templates.values()].map(view) } })),
];

const view = ({ needs, format, schedule, ...template }: ChannelTemplate) => ({
  ...template,
  needs: needs.map(({ optional = false, ...need }) => ({ ...need, optional })),
  format: {
    ...{ rungs: [...format.rungs], audio: [...format.audio], captions: [...format.captions] },
    ...{ target_seconds: format.targetSeconds, dvr_seconds: format.dvrMs / 1000 },
  },
  schedule: { ...schedule },
});
