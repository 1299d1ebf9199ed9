import { Link } from '@tanstack/react-router';
import { MailQuestion } from 'lucide-react';
import classes from './home.module.css';

/** One line that leads to mail nobody has looked at yet. */
export function KeptMails({ count }: { count: number }) {
  return (
    <p className={classes.keptMails}>
      <MailQuestion size={15} aria-hidden />
      <Link to="/kept-mail" search={{}}>
        {count === 1 ? '1 mail started no run' : `${count} mails started no run`} and waits to be looked at
      </Link>
    </p>
  );
}
