import type { Title } from '../../shared/api/types';
import { languageName, listOf, qualityName, runtime } from '../../shared/format';

/** Running time, picture and captions of a film, on one line. */
export const Facts = ({ title }: { title: Title }) => (
  <ul className="facts">
    {title.release_year !== null && <li>{title.release_year}</li>}
    {title.ratings[0] && (
      <li>
        <span className="badge" title={`${title.ratings[0].system} ${title.ratings[0].value}`}>
          {title.ratings[0].value}
        </span>
      </li>
    )}
    {title.duration_ms !== null && <li>{runtime(title.duration_ms)}</li>}
    {title.max_height !== null && (
      <li>
        <span className="badge">{qualityName(title.max_height)}</span>
      </li>
    )}
    {title.caption_languages.length > 0 && (
      <li>
        <span className="badge" title={`Captions: ${listOf(title.caption_languages.map(languageName))}`}>
          CC
        </span>
      </li>
    )}
    {title.audio_languages.length > 1 && <li>{title.audio_languages.length} languages</li>}
  </ul>
);
