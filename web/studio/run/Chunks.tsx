import type { Ingest } from '../../shared/api/types';
import { Bar } from '../components/Bar';

/** More cells than this are drawn as one bar. */
const MOST_CELLS = 60;

/** The chunks of every group, filling in rung by rung. @param over no more of them will come */
export const Chunks = ({ chunks, over }: { chunks: Ingest['chunks']; over: boolean }) => (
  <section className="panel side" aria-labelledby="chunks">
    <h2 id="chunks">Encode</h2>
    <div className="chunk-groups">
      {chunks.map(({ group, rungs, total, done }) => (
        <div key={group} className="chunk-group">
          <p>
            <span className="mono">{group}</span>
            <span className="mono muted">
              {done} of {total} chunks
            </span>
          </p>
          {rungs.map((rung) => (
            <div key={rung} className="chunk-row">
              <span>{rung}</span>
              {total > MOST_CELLS ? (
                <Bar
                  share={total === 0 ? 0 : done / total}
                  tone={done === total ? 'good' : over ? 'idle' : 'busy'}
                  label={`${rung}: ${done} of ${total} chunks`}
                />
              ) : (
                <span className="cells" role="img" aria-label={`${rung}: ${done} of ${total} chunks`}>
                  {[...Array(total).keys()].map((index) => (
                    <span key={index} data-done={index < done} data-next={!over && index === done} />
                  ))}
                </span>
              )}
            </div>
          ))}
        </div>
      ))}
    </div>
  </section>
);
