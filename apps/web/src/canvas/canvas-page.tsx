import { getRouteApi } from '@tanstack/react-router';
import { usePlaybook } from '../api/playbooks.ts';
import { ErrorBox } from '../ui/error-box.tsx';
import { SkeletonRows } from '../ui/skeletons.tsx';
import { DeletedPlaybook } from './deleted-playbook.tsx';
import { Editor } from './editor/editor.tsx';

const route = getRouteApi('/shell/playbooks/$playbookId');

/** Draws one playbook. */
export function CanvasPage() {
  const { playbookId } = route.useParams();
  const search = route.useSearch();
  const playbook = usePlaybook(playbookId);
  if (playbook.data?.rest?.state === 'deleted') return <DeletedPlaybook playbook={playbook.data} />;
  if (playbook.data) return <Editor key={playbookId} playbook={playbook.data} search={search} />;
  return (
    <div style={{ padding: 18 }}>
      {playbook.error ? (
        <ErrorBox
          error={playbook.error}
          title="This playbook could not be opened."
          onRetry={() => void playbook.refetch()}
        />
      ) : (
        <SkeletonRows what="the playbook" />
      )}
    </div>
  );
}
