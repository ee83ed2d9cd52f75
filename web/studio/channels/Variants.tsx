import { Filters } from '../components/Filters';

/** `ZZ` is everybody whom no other variant is for. */
export const variantName = (code: string): string => (code === 'ZZ' ? 'World' : code);

/** The territories that a channel has a variant for; nothing to choose where there is one. */
export const Variants = ({ codes }: { codes: readonly string[] }) =>
  codes.length > 1 && (
    <Filters
      label="Variants"
      name="variant"
      options={codes.map((code, index): [string, string] => [index === 0 ? '' : code, variantName(code)])}
    />
  );
