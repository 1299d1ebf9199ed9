export { planResume, type ResumeAnswer, type ResumeQuestion } from './plan-resume.ts';
export { shortly } from './shortly.ts';
