import type { SessionView } from '@dayshift/contracts';
import { type NodeCategory, type NodeType, nodeTypes } from '@dayshift/nodes';
import { useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useSession } from '../api/session.ts';
import { Card } from '../ui/card.tsx';
import { PageBody } from '../ui/page-body.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Section } from '../ui/section.tsx';
import { StateTag } from '../ui/state-tag.tsx';
import { PrivateHosts } from './private-hosts.tsx';
import classes from './tools.module.css';

const categories: Record<NodeCategory, string> = {
  start: 'What starts a run',
  people: 'People',
  ai: 'AI',
  flow: 'Flow',
  do: 'What reaches the outside',
};

/** What this installation can do, and what it is connected to. Nothing is listed that does not work. */
export function ToolsPage() {
  const { data: session } = useSession();
  const { allow } = useSearch({ from: '/shell/tools' });
  return (
    <>
      <PageHeader title="Tools" aside="What playbooks on this installation can use" />
      <PageBody>
        {session && <Connected session={session} />}
        {categoryNames.map((category) => (
          <Section key={category} title={categories[category]}>
            <ul className={classes.grid}>
              {nodeTypes
                .filter((nodeType) => nodeType.category === category)
                .map((nodeType) => (
                  <NodeTypeItem key={nodeType.type} nodeType={nodeType} />
                ))}
            </ul>
          </Section>
        ))}
        <PrivateHosts wanted={allow} />
        <Card tone="sunk" title="Not in this version">
          <p className={classes.text}>
            Accounts of other services cannot be connected yet. Everything with an HTTP interface can be
            reached with the step “HTTP request”.
          </p>
        </Card>
      </PageBody>
    </>
  );
}

// Object.keys widens to string; the map is total over its keys.
const categoryNames = Object.keys(categories) as NodeCategory[];

function NodeTypeItem({ nodeType }: { nodeType: NodeType }) {
  return (
    <li className={classes.item}>
      <p className={classes.name}>{nodeType.title}</p>
      <p className={classes.text}>{nodeType.help}</p>
    </li>
  );
}

function Connected({ session }: { session: SessionView }) {
  const { model, practice, mailAddress } = session;
  return (
    <Section title="Connected">
      <ul className={classes.grid}>
        <Connection name="Model" isPractice={model.isPractice}>
          {model.isPractice ? 'A scripted model that answers the same way every time.' : model.name}
        </Connection>
        <Connection name="Mail" isPractice={practice !== undefined}>
          Receives at <b>{mailAddress}</b>.
          {practice && (
            <>
              {' '}
              What is sent lands in the{' '}
              <a href={practice.mailUrl} target="_blank" rel="noreferrer" className={classes.link}>
                practice mailbox
              </a>
              , and nowhere else.
            </>
          )}
        </Connection>
        {practice && (
          <Connection name="Help desk" isPractice>
            Customers, orders, tickets and refunds that are made up.{' '}
            <a href={practice.helpDeskUrl} target="_blank" rel="noreferrer" className={classes.link}>
              Open the help desk
            </a>
          </Connection>
        )}
      </ul>
    </Section>
  );
}

function Connection({
  name,
  isPractice,
  children,
}: {
  name: string;
  isPractice: boolean;
  children: ReactNode;
}) {
  return (
    <li className={classes.item}>
      <p className={classes.name}>
        {name} {isPractice && <StateTag tone="idle">practice</StateTag>}
      </p>
      <p className={classes.text}>{children}</p>
    </li>
  );
}
