import { expect, test } from 'vitest';
import { chooseMailServer } from './choose-mail-server.ts';

test('mail goes to the practice mailbox unless a server is named', () => {
  const practice = { host: '127.0.0.1', port: 2600 };
  expect(chooseMailServer({}, practice)).toEqual(practice);
  expect(
    chooseMailServer({ SMTP_HOST: 'mail.example', SMTP_PORT: '465', SMTP_SECURE: 'true' }, practice),
  ).toEqual({
    host: 'mail.example',
    port: 465,
    isSecure: true,
  });
});
