import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './theme/base.css';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { App } from './app/app.tsx';

// zod's compiled parsers need eval, which the page's security policy forbids.
z.config({ jitless: true });

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(<App />);
