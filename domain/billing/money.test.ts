import fc from 'fast-check';
import { digitsOf, divideHalfUp, isCurrency, moneyText, prorate, shareOf, taxWithin } from './money';

describe('money', () => {
  it('has the digits of its currency', () => {
    expect(['EUR', 'JPY', 'KWD'].map(digitsOf)).toEqual([2, 0, 3]);
    expect(moneyText({ amount: -1205n, currency: 'EUR' })).toBe('-12.05 EUR');
    expect(moneyText({ amount: 5n, currency: 'KWD' })).toBe('0.005 KWD');
    expect(moneyText({ amount: 980n, currency: 'JPY' })).toBe('980 JPY');
  });

  it('knows what people pay with', () => {
    expect(['EUR', 'KWD', 'XXX', 'XAU', 'EURO', 'eur'].map(isCurrency)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });

  it('rounds halves away from zero', () => {
    expect([5n, -5n, 4n, 15n].map((each) => divideHalfUp(each, 10n))).toEqual([1n, -1n, 0n, 2n]);
  });

  it('prorates with a factor of nine decimals', () => {
    expect(prorate(1000n, 15, 30)).toBe(500n);
    expect(prorate(999n, 10, 31)).toBe(322n);
    expect(prorate(10_000_000_000_000n, 1, 3)).toBe(3_333_333_330_000n);
  });

  it('finds the tax that is in a price, so that price less tax and the tax of it agree', () => {
    expect(taxWithin(1190n, 190_000)).toBe(190n);
    fc.assert(
      fc.property(fc.bigInt(0n, 10_000_000n), fc.integer({ min: 0, max: 300_000 }), (price, rate) => {
        const tax = taxWithin(price, rate);
        const again = shareOf(price - tax, rate);
        expect(again - tax <= 1n && tax - again <= 1n).toBe(true);
      }),
    );
  });
});
