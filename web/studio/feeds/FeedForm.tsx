import { MultiSelect, NumberInput, TextInput } from '@mantine/core';
import { useAddress } from '../rights/address';
import { TerritoryInput } from '../rights/TerritoryInput';
import { FEED_LICENCES, type FeedAddress, IDS } from './feeds';

/** What the address of a feed is made of. Every change is in the address of the page at once. */
export function FeedForm({ feed }: { feed: FeedAddress }) {
  const { params, go } = useAddress();
  const { format } = feed;
  const typed = (params.get('in') ?? '').split(',').filter(Boolean);
  const strange = typed.find((code) => !feed.territories.includes(code));
  return (
    <div className="panel feed-form">
      <TerritoryInput
        size="sm"
        label={format.oneTerritory ? 'Country' : 'Countries'}
        placeholder="DE"
        value={typed}
        error={strange && `${strange} is no country`}
        onChange={(codes) => go({ in: codes.join() })}
      />
      <MultiSelect
        label="Licences"
        data={FEED_LICENCES}
        value={feed.licences}
        onChange={(licences) => go({ by: licences.join() })}
        comboboxProps={{ withinPortal: true }}
      />
      <NumberInput
        label="Told before it opens"
        suffix=" days"
        min={0}
        max={90}
        allowDecimal={false}
        value={feed.ahead ?? format.aheadDays}
        onChange={(days) => go({ ahead: days === '' ? undefined : String(days) })}
      />
      <TextInput
        label="Language"
        placeholder="en"
        value={feed.locale}
        onChange={({ currentTarget }) => go({ locale: currentTarget.value.trim() })}
      />
      <TextInput
        label="Family of devices"
        placeholder={format.device ?? 'Any'}
        value={feed.device}
        onChange={({ currentTarget }) => go({ device: currentTarget.value.trim() })}
      />
      {(format.needs ?? []).map((each) => {
        const id = IDS[each];
        return (
          <TextInput
            key={id}
            label={ID_WORDS[id]}
            required
            value={feed.ids[id] ?? ''}
            onChange={({ currentTarget }) => go({ [id]: currentTarget.value.trim() })}
          />
        );
      })}
    </div>
  );
}

const ID_WORDS = { team_id: 'Team id', catalog_id: 'Catalogue id', service_id: 'Service id' } as const;
