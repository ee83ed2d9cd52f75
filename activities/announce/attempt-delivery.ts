import type { AnnounceActivities } from '../../workflows/announce/contract';
import { createDeliverer, type DelivererPorts } from './deliverer';

/** The step of the retry workflow. */
export function createAnnounceActivities(ports: DelivererPorts): AnnounceActivities {
  const deliver = createDeliverer(ports);
  return {
    async attemptDelivery({ failed, ...key }) {
      const answer = await deliver(key, { by: 'retry', failed });
      if (answer.state !== 'failed') return { state: answer.state };
      const { due, ...told } = answer;
      return told;
    },
  };
}
