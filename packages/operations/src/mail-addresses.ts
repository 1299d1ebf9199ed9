/**
 * What is no mail address in a list of recipients, as it was written; undefined when all are. A recipient that cannot be read
 * must not be left out in silence while the others get the mail.
 */
export function firstWrongAddress(list: string): string | undefined {
  return recipients(list).find((recipient) => !isAddress(addressIn(recipient)));
}

/** The addresses alone, in order. */
export function addressesOf(list: string): string[] {
  return recipients(list).map(addressIn);
}

export function countAddresses(list: string): number {
  return recipients(list).length;
}

/** Comma and semicolon part recipients, except within quotes and angle brackets. */
function recipients(list: string): string[] {
  const found: string[] = [];
  let start = 0;
  let isQuoted = false;
  let isBracketed = false;
  for (let index = 0; index <= list.length; index += 1) {
    const sign = list[index];
    if (sign === '"') isQuoted = !isQuoted;
    else if (!isQuoted && sign === '<') isBracketed = true;
    else if (!isQuoted && sign === '>') isBracketed = false;
    const isPart = sign === undefined || (!isQuoted && !isBracketed && (sign === ',' || sign === ';'));
    if (!isPart) continue;
    const part = list.slice(start, index).trim();
    if (part !== '') found.push(part);
    start = index + 1;
  }
  return found;
}

/** `Ada <ada@example.com>` or the address alone. */
function addressIn(recipient: string): string {
  if (!recipient.endsWith('>')) return recipient;
  return recipient.slice(recipient.lastIndexOf('<') + 1, -1).trim();
}

const localPart = /^[^\s@"<>(),;:[\]\\]{1,64}$/u;
const domain = /^[\p{L}\p{N}](?:[\p{L}\p{N}.-]{0,253}[\p{L}\p{N}])?$/u;

function isAddress(address: string): boolean {
  const at = address.lastIndexOf('@');
  const host = address.slice(at + 1);
  return at > 0 && localPart.test(address.slice(0, at)) && domain.test(host) && !host.includes('..');
}
