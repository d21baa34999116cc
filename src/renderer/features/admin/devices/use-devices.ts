import { useCallback, useEffect, useRef, useState } from 'react';
import { devicesLooked } from '#shared/protocol/admin.ts';
import type { DeviceRecord } from '#shared/protocol/devices.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import { call, refusedWith } from '../../../bridge/bridge.ts';
import { useDeskApp } from '../../../state/desk-app.ts';
import { isOnItsWay, withNewer } from './standing.ts';

/** How often those are looked at again that are on their way. Milliseconds. */
const lookInterval = 3000;

export type Devices = {
  /** Null: not read yet. */
  readonly devices: readonly DeviceRecord[] | null;
  readonly refusal: Refusal | null;
  readonly again: () => Promise<void>;
  /** What an order has answered. */
  readonly put: (newer: readonly DeviceRecord[]) => void;
};

/** Every account on every desk. Those that are to be wiped are followed until they say that they are. */
export function useDevices(): Devices {
  const isConnected = useDeskApp((s) => s.connection.state === 'connected');
  const [devices, setDevices] = useState<readonly DeviceRecord[] | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const known = useRef<readonly DeviceRecord[]>([]);
  known.current = devices ?? [];

  const again = useCallback(async () => {
    try {
      setDevices((await call('admin.devices.list', null)).devices);
      setRefusal(null);
    } catch (error) {
      setRefusal(refusedWith(error));
    }
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when the line is back
  useEffect(() => void again(), [again, isConnected]);

  const put = useCallback((newer: readonly DeviceRecord[]) => {
    setDevices((all) => (all === null ? all : withNewer(all, newer)));
  }, []);

  const isFollowing = isConnected && (devices ?? []).some(isOnItsWay);
  useEffect(() => {
    if (!isFollowing) return;
    const timer = setInterval(() => {
      const some = known.current.filter(isOnItsWay).slice(0, devicesLooked);
      const of = some.map(({ device, person }) => ({ device, person: person.id }));
      call('admin.devices.look', { of }).then(
        (answer) => {
          put(answer.devices);
          setRefusal(null);
        },
        (error: unknown) => setRefusal(refusedWith(error)),
      );
    }, lookInterval);
    return () => clearInterval(timer);
  }, [isFollowing, put]);

  return { devices, refusal, again, put };
}
