import { useLingui } from '@lingui/react/macro';
import { deepest } from '#shared/domain/customer/handbook-problems.ts';
import { assertNever } from '#shared/domain/exhaustive.ts';
import type { Trouble } from '../model/check.ts';
import { timeOfDay } from '../model/lengths.ts';
import { useWeekdays } from './use-weekdays.ts';

/** What is wrong, in a sentence that says what to do where it is not plain. */
export function useTroubleText(): (trouble: Pick<Trouble, 'code' | 'detail'>) => string {
  const { t } = useLingui();
  const weekdays = useWeekdays('long');
  return ({ code, detail }) => {
    const said = (key: string) => String(detail[key] ?? '');
    const name = said('name');
    const day = typeof detail.weekday === 'number' ? (weekdays[detail.weekday] ?? '') : said('date');
    const time = `${timeOfDay(Number(detail.from ?? 0))}–${timeOfDay(Number(detail.to ?? 0))}`;
    switch (code) {
      case 'missing':
        return t`This has to be filled in.`;
      case 'too_long':
        return t`This is more than there may be.`;
      case 'not_valid':
        return t`This is not valid.`;
      case 'name_blank':
        return t`It needs a name.`;
      case 'name_twice':
        return t`“${name}” is there twice. Give it another name.`;
      case 'id_twice':
        return t`“${name}” is there twice. Delete one of them.`;
      case 'unknown_group':
        return t`“${name}” refers to a group that is no longer there. Choose another.`;
      case 'unknown_skill':
        return t`“${name}” asks for a skill that is no longer there. Choose another.`;
      case 'unknown_hours':
        return t`“${name}” has opening hours that are no longer there. Choose others.`;
      case 'overflow_to_itself':
        return t`“${name}” cannot help itself out. Choose another group.`;
      case 'overflow_without_time':
        return t`After how long is the other group asked too?`;
      case 'overflow_without_group':
        return t`Which group helps out?`;
      case 'overflow_circle': {
        const groups = said('groups');
        return t`These groups help each other out in a circle: ${groups}.`;
      }
      case 'offer_longer_than_overflow':
        return t`The first agent may take longer to accept than it takes until the other group is asked.`;
      case 'group_without_members':
        return t`Nobody is a member of “${name}”: whoever is sent there waits in vain.`;
      case 'unknown_time_zone': {
        const zone = said('timeZone');
        return t`There is no time zone “${zone}”.`;
      }
      case 'period_empty':
        return t`${day}: ${time} ends when it begins.`;
      case 'periods_overlap':
        return t`${day}: ${time} overlaps with another period.`;
      case 'exception_twice':
        return t`${day} is there twice.`;
      case 'never_open':
        return t`“${name}” is never open.`;
      case 'condition_blank':
        return t`A condition of “${name}” is empty. Fill it in or delete it.`;
      case 'need_twice':
        return t`“${name}” asks for this skill twice.`;
      case 'rule_contradicts_itself':
        return t`No conversation can meet all conditions of “${name}”.`;
      case 'rule_never_reached': {
        const before = said('before');
        return t`“${name}” is never reached: “${before}”, which stands before it, fits whenever it does.`;
      }
      case 'need_nobody_meets': {
        const [skill, level] = [said('skill'), said('level')];
        return t`Nobody in the group of “${name}” has ${skill} at level ${level} or more.`;
      }
      case 'needs_nobody_meets_together':
        return t`Nobody in the group of “${name}” has all these skills together.`;
      case 'default_group_missing':
        return t`Choose the group for conversations that no rule fits.`;
      case 'capacity_zero':
        return t`An agent has to serve at least one conversation at once.`;
      case 'customer_value_twice':
      case 'away_reason_twice':
        return t`“${name}” is there twice.`;
      case 'priority_without_effect':
        return t`While one step counts as no time, priorities have no effect.`;
      case 'person_without_group':
        return t`${name} is a member of no group and is given nothing.`;
      case 'person_in_unknown_group':
        return t`${name} is a member of a group that is no longer there.`;
      case 'person_with_unknown_skill':
        return t`${name} has a skill that is no longer there.`;
      case 'code_twice':
        return t`Another one has this code. Give it another.`;
      case 'unknown_parent':
        return t`What it stood under is no longer there. Choose another place.`;
      case 'under_itself':
        return t`It stands under itself. Choose another place.`;
      case 'too_deep':
        return t`A disposition is found in ${deepest} steps at most. Put it higher.`;
      case 'choice_without_options':
        return t`There is nothing to choose from: write an option in each line.`;
      case 'options_without_choice':
        return t`Only a choice has options.`;
      case 'option_twice':
        return t`An option is there twice.`;
      case 'required_not_editable':
        return t`Agents cannot be asked for what only programs write.`;
      case 'unknown_disposition':
        return t`It is for a kind of case that is no longer there. Choose others.`;
      case 'step_twice':
        return t`A step is there twice. Delete one of them.`;
      case 'clear_beyond':
        return t`It must be over on the other side of the mark that raises it.`;
      case 'worse_before':
        return t`It gets critical only after it was raised.`;
      case 'no_such_group':
        return t`One of its groups was deleted.`;
      case 'no_such_hours':
        return t`Its opening hours were deleted.`;
      case 'refused_above_asked':
        return t`Only desks older than those that are asked to update can be refused.`;
      case 'nobody_comes_in':
        return t`Nobody could sign in: there is no provider, and passwords do not count.`;
      case 'nobody_has_a_role':
        return t`Nobody can come in through the provider until a group of it has a role here.`;
      case 'group_twice':
        return t`This group is there twice.`;
      case 'secret_anew':
        return t`The issuer is at another host: the secret of the client has to be given anew.`;
      default:
        return assertNever(code);
    }
  };
}
