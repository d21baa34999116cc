import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { type ComponentType, lazy } from 'react';
import type { MonitorTabId } from '../../../state/monitor.ts';

type MonitorTab = {
  readonly id: MonitorTabId;
  readonly title: MessageDescriptor;
  readonly screen: ComponentType;
};

/**
 * The tabs of the supervisors' part, in the order in which they stand. To add one: a line here, with a screen that is
 * read when it is wanted (`lazy`), exported by its feature's index.ts; its name stands in `state/monitor.ts`. The screen
 * fills what is below the tabs, scrolls by itself, and reads what it needs from `state` and the bridge: it gets no props,
 * and knows no sibling. `showMonitor('reports')` goes to a tab from anywhere; `openConversation(id)` of `state/jump.ts`
 * shows a conversation among the conversations.
 */
export const monitorTabs: readonly MonitorTab[] = [
  {
    id: 'board',
    title: msg`Live board`,
    screen: lazy(() => import('../../../features/monitor/index.ts').then((m) => ({ default: m.LiveBoard }))),
  },
  {
    id: 'alerts',
    title: msg`Alerts`,
    screen: lazy(() => import('../../../features/watch/index.ts').then((m) => ({ default: m.Alerts }))),
  },
  {
    id: 'reports',
    title: msg`Reports`,
    screen: lazy(() => import('../../../features/reports/index.ts').then((m) => ({ default: m.Reports }))),
  },
  {
    id: 'quality',
    title: msg`Quality`,
    screen: lazy(() => import('./quality-tab.tsx').then((m) => ({ default: m.QualityTab }))),
  },
];
