import { Page } from '../parts/page.tsx';
import { Identity } from './identity.tsx';
import { Origins } from './origins.tsx';

/** Websites: which may show the widget, and what they sign customers with. */
export function Sites() {
  return (
    <Page section="sites">
      <Origins />
      <Identity />
    </Page>
  );
}
