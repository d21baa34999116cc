import { newId } from '#shared/domain/key.ts';
import { defaultPlan } from '#shared/domain/routing/default-plan.ts';
import type { DemoAccount } from '../support/app.ts';
import { deskClient, say, visitorClient } from '../support/hub.ts';

export type SeedHub = {
  readonly hub: string;
  readonly shop: string;
  readonly accounts: readonly DemoAccount[];
};

const questions = [
  '你好，我上周买的蓄电池装上以后还是打不着火，想退货',
  '请问这个型号有货吗？',
  'Could you resend the invoice for my last order? I need it with our VAT number on it.',
  '快递显示签收了，但是没收到',
  '可以改收货地址吗？我写错了一个门牌号',
];
const answers = [
  '您好，我先帮您查一下订单。',
  'Of course, one moment please.',
  '已经为您登记，预计两天内处理完。',
];

/** How many the agent has places for, in a house that nobody has set up. */
const places = defaultPlan(newId, 'en').settings.capacity;

/** The `index`th, round and round. */
const pick = (texts: readonly string[], index: number) => texts[index % texts.length] ?? '';

/**
 * A morning's work for the first demo agent: `conversations` customers. The first of them has said and
 * been told so much that there are `entries` entries, and waits longest, so is on top of the list.
 * Answers that conversation's id.
 */
export async function seed(hub: SeedHub, conversations: number, entries: number): Promise<string> {
  const [account] = hub.accounts;
  if (!account) throw new Error('no demo people');
  const agent = await deskClient(hub.hub, account);
  const origin = new URL(hub.shop).origin;
  let longest = '';
  try {
    for (let index = 0; index < conversations; index += 1) {
      const visitor = await visitorClient(hub.hub, undefined, origin);
      const { conversationId } = await say(visitor, `${pick(questions, index)} (${index + 1})`);
      // Routing gives nobody more than they have places for; by hand one may take more.
      const last = index < places ? 'assigned' : 'routed';
      const { conversation } = await agent.until(
        'entry',
        ({ entry }) => entry.conversationId === conversationId && entry.body.kind === last,
      );
      if (last === 'routed') {
        await agent.get('conversation.take', { conversationId, key: newId(), version: conversation.version });
      }
      const reply = async (text: string) =>
        await agent.get('message.send', { conversationId, key: newId(), text });
      if (index % 3 === 0) await reply(pick(answers, index));
      if (index === 0) {
        longest = conversationId;
        // One in six from the customer keeps below what a visitor may write in ten seconds.
        for (let seq = 0, turn = 0; seq < entries - 1; turn += 1) {
          if (turn % 6 === 0) await say(visitor, `${pick(questions, turn)} (${turn})`);
          seq = (await reply(`${pick(answers, turn)} (${turn})`)).seq;
        }
        await say(visitor, pick(questions, 0));
      }
      visitor.close();
    }
  } finally {
    agent.close();
  }
  return longest;
}
