export type Customer = {
  id: string;
  name: string;
  email: string;
  since: string;
  language: 'en' | 'de';
  plan: 'none' | 'light' | 'studio';
};

/** Invented people at addresses that nobody can own. */
export const customers: readonly Customer[] = [
  aCustomer('C-1001', 'Polly Placeholder', 'polly@example.org', '2023-04-02', 'light'),
  aCustomer('C-1002', 'Fern Fictional', 'fern@example.org', '2024-01-19'),
  aCustomer('C-1003', 'Sample & Daughters', 'office@sample-daughters.example.com', '2022-09-05', 'studio'),
  aCustomer('C-1004', 'Otis Example', 'otis@example.com', '2021-11-23'),
  aCustomer('C-1005', 'Moira Madeup', 'moira@example.com', '2023-07-14', 'light'),
  { ...aCustomer('C-1006', 'Jörg Beispiel', 'joerg@example.org', '2022-02-28'), language: 'de' },
  aCustomer('C-1007', 'Ivan Imaginary', 'ivan@example.com', '2024-06-01'),
  aCustomer('C-1008', 'Prudence Pretend', 'prudence@example.org', '2020-03-17', 'studio'),
  aCustomer('C-1009', 'Tess Testcase', 'tess@example.com', '2023-10-30'),
  { ...aCustomer('C-1010', 'Mara Muster', 'mara@example.com', '2024-03-08'), language: 'de' },
];

function aCustomer(
  id: string,
  name: string,
  email: string,
  since: string,
  plan: Customer['plan'] = 'none',
): Customer {
  return { id, name, email, since, language: 'en', plan };
}
