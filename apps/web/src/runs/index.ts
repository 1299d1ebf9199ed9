export { ResumeBar } from './resume/resume-bar.tsx';
export { ResumeDialog } from './resume/resume-dialog.tsx';
