export { requireProductionSecrets } from './require-production-secrets.ts';
