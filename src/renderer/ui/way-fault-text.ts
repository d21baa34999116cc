import { useLingui } from '@lingui/react/macro';
import { assertNever } from '#shared/domain/exhaustive.ts';
import type { WayFault } from '#shared/domain/network/fault.ts';
import { apart } from './apart.ts';

type WayText = {
  /** What is wrong, as a sentence. */
  readonly what: string;
  /** What one can do, and whom to ask. */
  readonly advice: string;
};

/** What stands between this computer and a host, for whoever sits before it. */
export function useWayFaultText(): (fault: WayFault, host: string) => WayText {
  const { t } = useLingui();
  return (fault, at) => {
    const host = apart(at);
    switch (fault.kind) {
      case 'proxy-away':
        return {
          what: t`The proxy ${apart(fault.proxy)} does not answer.`,
          advice: t`Is this computer in the company’s network, or its VPN? If it is, ask your IT whether the proxy is another one now.`,
        };
      case 'proxy-password':
        return fault.refused
          ? {
              what: t`The proxy ${apart(fault.proxy)} did not take the name and password.`,
              advice: t`They are not tried again until you give others. If you do not know them, ask your IT: several wrong ones can lock an account.`,
            }
          : {
              what: t`The proxy ${apart(fault.proxy)} asks for a name and password.`,
              advice: t`Without them this computer does not reach ${host}. If you do not know them, ask your IT.`,
            };
      case 'proxy-sign-in':
        return {
          what: t`The proxy ${apart(fault.proxy)} asks for a sign-in that Yingke does not know: ${apart(fault.ways)}.`,
          advice: t`Nothing you can type helps. Ask your IT to let ${host} through without a sign-in at the proxy, or to allow Basic for it; Yingke knows neither NTLM nor Kerberos.`,
        };
      case 'proxy-refuses':
        return fault.status >= 500
          ? {
              what: t`The proxy ${apart(fault.proxy)} does not reach ${host} (${fault.status}).`,
              advice: t`Yingke goes on trying. If it stays so, ask your IT whether the proxy may reach ${host}.`,
            }
          : {
              what: t`The proxy ${apart(fault.proxy)} does not let ${host} through (${fault.status}).`,
              advice: t`Ask your IT to allow CONNECT to ${host} at the proxy.`,
            };
      case 'script':
        return {
          what: t`The script that names the proxy cannot be had, or names none that can be used.`,
          advice: t`Nothing goes around it. Is this computer in the company’s network? If it is, ask your IT.`,
        };
      case 'certificate':
        return certificateText(fault);
      default:
        return assertNever(fault);
    }
  };

  function certificateText(fault: Extract<WayFault, { readonly kind: 'certificate' }>): WayText {
    const host = apart(fault.host);
    switch (fault.why) {
      case 'authority':
        return {
          what: t`The certificate of ${host} is not trusted: nobody whom this computer trusts has issued it.`,
          advice: t`Somebody may stand in between and read along, so Yingke does not connect. Show what is below to your IT: if it is the company’s own, they add its authority to this computer.`,
        };
      case 'expired':
        return {
          what: t`The certificate of ${host} has run out.`,
          advice: t`Is the date of this computer right? If it is, whoever runs the hub has to renew the certificate: tell your IT.`,
        };
      case 'early':
        return {
          what: t`The certificate of ${host} is not valid yet.`,
          advice: t`Is the date of this computer right? If it is, tell your IT.`,
        };
      case 'name':
        return {
          what: t`The certificate that was shown is not one of ${host}, but of another host.`,
          advice: t`Is the address right? If it is, somebody may stand in between, so Yingke does not connect: tell your IT.`,
        };
      case 'other':
        return {
          what: t`The certificate of ${host} is not one that can be trusted.`,
          advice: t`It was withdrawn, or is not made for this. Yingke does not connect: tell your IT.`,
        };
      default:
        return assertNever(fault.why);
    }
  }
}
