import { Trans as Plain } from '@lingui/react';
import type { ComponentProps } from 'react';

type Values = ComponentProps<typeof Plain>['values'];

/**
 * What `<Trans>` becomes when it is built (lingui.config.ts). The library puts the values in and looks for tags only
 * then: of a customer called `<0>x</0>` it would make one of our elements, and `<constructor/>` would bring the screen
 * down. A value that has a tag in it goes in as an element of its own, which is never read again.
 */
export function Trans({ values, ...rest }: ComponentProps<typeof Plain>) {
  return <Plain {...rest} {...(values === undefined ? {} : { values: whole(values) })} />;
}

function whole(values: NonNullable<Values>): NonNullable<Values> {
  const entries = Object.entries(values).map(([name, value]: [string, unknown]) => [
    name,
    typeof value === 'string' && value.includes('<') ? <>{value}</> : value,
  ]);
  return Object.fromEntries(entries) as NonNullable<Values>;
}
