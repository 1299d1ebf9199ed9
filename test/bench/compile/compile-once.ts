// One compilation in a process that has compiled nothing before: what the first keystroke after opening a playbook costs.
import { compilePlaybook } from '@dayshift/compiler';
import { largePlaybook } from '../support/large-playbook.ts';
import { stopwatch } from '../support/stopwatch.ts';

const graph = largePlaybook(Number(process.argv[2]));
process.send?.(stopwatch(() => compilePlaybook(graph, { playbookId: 'playbook', version: 1 })));
