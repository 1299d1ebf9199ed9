import {
  Activity,
  Files,
  House,
  Inbox,
  type LucideIcon,
  MailQuestion,
  Plug,
  ScrollText,
  Settings,
  Users,
  Workflow,
} from 'lucide-react';

export interface NavigationItem {
  to:
    | '/'
    | '/inbox'
    | '/runs'
    | '/playbooks'
    | '/workers'
    | '/deliverables'
    | '/kept-mail'
    | '/tools'
    | '/audit'
    | '/settings';
  label: string;
  icon: LucideIcon;
  /** Pressed after `g`. */
  key: string;
  /** On a phone it has no place in the bar. */
  isUnderMore?: true;
}

/** The pages, in the order they are listed. */
export const navigationItems: readonly NavigationItem[] = [
  { to: '/', label: 'Home', icon: House, key: 'h' },
  { to: '/inbox', label: 'Inbox', icon: Inbox, key: 'i' },
  { to: '/runs', label: 'Runs', icon: Activity, key: 'r' },
  { to: '/playbooks', label: 'Playbooks', icon: Workflow, key: 'p' },
  { to: '/workers', label: 'Workers', icon: Users, key: 'w' },
  { to: '/deliverables', label: 'Deliverables', icon: Files, key: 'd', isUnderMore: true },
  { to: '/kept-mail', label: 'Kept mail', icon: MailQuestion, key: 'k', isUnderMore: true },
  { to: '/tools', label: 'Tools', icon: Plug, key: 't', isUnderMore: true },
  { to: '/audit', label: 'Audit', icon: ScrollText, key: 'a', isUnderMore: true },
];

export const settingsItem: NavigationItem = {
  to: '/settings',
  label: 'Settings',
  icon: Settings,
  key: 's',
  isUnderMore: true,
};
