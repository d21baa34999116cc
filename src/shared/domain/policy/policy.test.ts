import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { effectivePolicy, type Layer, sources, valuesOf } from './effective.ts';
import { policies, policyNames, readPolicy } from './policies.ts';

const line = (layers: readonly Layer[], name: string) =>
  effectivePolicy(layers).effective.find((one) => one.name === name);

describe('effective policy', () => {
  it('has every policy, as usual where nobody says anything', () => {
    const { effective, ignored } = effectivePolicy([]);
    expect(effective.map(({ name }) => name)).toEqual(policyNames);
    expect(
      effective.every(({ source, value, locked }) => source === 'default' && value === null && !locked),
    ).toBe(true);
    expect(ignored).toEqual([]);
  });

  it('is by the strongest that says one, whatever the order in which they are read', () => {
    const said = (source: Layer['source'], value: number): Layer => ({
      source,
      from: source,
      values: { RetentionDays: value },
    });
    const all = [said('recommended', 1), said('user', 2), said('hub', 3), said('enforced', 4)];
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: 1 }), (layers) => {
        const strongest = sources.find((source) => layers.some((one) => one.source === source));
        const found = line(layers, 'RetentionDays');
        expect(found?.source).toBe(strongest);
        expect(found?.locked).toBe(strongest === 'enforced' || strongest === 'hub');
        expect(found?.overruled).toHaveLength(layers.length - 1);
      }),
    );
  });

  it('takes the later of two of one kind, and says of the other that it was overruled', () => {
    const layers: Layer[] = [
      { source: 'enforced', from: '10-all.json', values: { Theme: 'dark', Density: 'roomy' } },
      { source: 'enforced', from: '20-us.json', values: { Theme: 'light', Density: 'roomy' } },
    ];
    expect(line(layers, 'Theme')).toMatchObject({
      value: 'light',
      from: '20-us.json',
      overruled: [{ source: 'enforced', from: '10-all.json' }],
    });
    expect(line(layers, 'Density')?.overruled).toEqual([]);
  });

  it('reports what cannot be and goes on as if it had not been said', () => {
    const layers: Layer[] = [
      { source: 'recommended', from: 'r', values: { RetentionDays: 7 } },
      {
        source: 'enforced',
        from: 'e',
        values: { RetentionDays: '14', Colour: 'blue', HubAddresses: ['ftp://x'] },
      },
    ];
    const report = effectivePolicy(layers);
    expect(valuesOf(report)).toEqual({ RetentionDays: 7 });
    expect(report.ignored).toEqual([
      { name: 'RetentionDays', from: 'e', why: 'does not fit' },
      { name: 'Colour', from: 'e', why: 'unknown' },
      { name: 'HubAddresses', from: 'e', why: 'does not fit at 0' },
    ]);
  });

  it('never throws and never lets anything through that is no value, whatever is said', () => {
    const anything = fc.dictionary(fc.oneof(fc.constantFrom(...policyNames), fc.string()), fc.anything());
    fc.assert(
      fc.property(anything, anything, (a, b) => {
        const report = effectivePolicy([
          { source: 'enforced', from: 'a', values: a },
          { source: 'recommended', from: 'b', values: b },
        ]);
        for (const { name, value, source } of report.effective)
          if (source !== 'default') expect(readPolicy(name, value)).toHaveProperty('value');
      }),
    );
  });

  it('takes addresses of hubs that are https, or of this computer', () => {
    for (const good of ['https://a.example.com', 'https://a.example.com:8443', 'http://localhost:3000'])
      expect(readPolicy('HubAddresses', [good])).toEqual({ value: [good] });
    for (const bad of [
      'http://a.example.com',
      'https://me:secret@a.example.com',
      'https://a.example.com/path',
      'javascript:1',
      '',
    ])
      expect(readPolicy('HubAddresses', [bad])).toHaveProperty('why');
    expect(Object.keys(policies)).not.toContain('toString');
  });
});
