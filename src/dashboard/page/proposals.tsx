import type { ActionDone, ProposalRow } from '../protocol.ts';
import { post } from './api.ts';
import { useDashboard, useNeeds } from './context.ts';
import { ActionButton } from './dialog.tsx';
import { Actor, Ago, GoodsList, Link, Section, Sentence, Show } from './parts.tsx';
import { useData } from './use-data.ts';

/** What waits in the dashboard for a second person. Cases that do are on their own page. */
export function Proposals() {
  const loaded = useData<{ rows: readonly ProposalRow[] }>('proposals');
  return (
    <Section
      title="Waits for a second person"
      note={
        <Link to="cases" params={{ state: 'waiting' }}>
          Cases that do
        </Link>
      }
    >
      <Show loaded={loaded}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p class="empty">Nothing waits.</p>
          ) : (
            <ul class="rows">
              {rows.map((row) => (
                <OneProposal key={row.id} row={row} reload={loaded.reload} />
              ))}
            </ul>
          )
        }
      </Show>
    </Section>
  );
}

function OneProposal({ row, reload }: { readonly row: ProposalRow; readonly reload: () => void }) {
  const { me, say } = useDashboard();
  const needs = useNeeds();
  const { id, by, sentence, reason, whyNotAgree, endsAt } = row;
  const agree = async (): Promise<void> => {
    const done = await post<ActionDone>('proposals/agree', { id });
    if (done.kind === 'done') say(`Done: ${done.transactionId}`);
    reload();
  };
  const drop = async (why: string): Promise<void> => {
    await post('proposals/drop', { id, reason: why });
    reload();
  };
  const whyNot = needs('manager');
  return (
    <li class="proposal">
      <div>
        <p>
          <Actor by={by} />: <Sentence text={sentence} />
        </p>
        <GoodsList goods={row} max={10} />
        <p class="quiet">
          Why: {reason} Ends <Ago at={endsAt} />.
        </p>
      </div>
      <span class="row">
        <ActionButton
          opens="Agree"
          title="You have checked it?"
          label="I have checked it: agree"
          tone="bad"
          asksWhy={false}
          whyNot={by === me.name ? 'Somebody else has to agree' : (whyNot ?? whyNotAgree)}
          onAct={agree}
        >
          <p>
            <Sentence text={sentence} />
          </p>
          <GoodsList goods={row} max={20} />
        </ActionButton>
        <ActionButton opens="Drop" label="Drop it" title="Drop it?" whyNot={whyNot} onAct={drop}>
          <p>Nothing is done.</p>
        </ActionButton>
      </span>
    </li>
  );
}
