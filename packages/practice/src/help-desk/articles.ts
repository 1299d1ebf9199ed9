export type Article = { id: string; title: string; text: string; language: 'en' | 'de' };
type Indexed = Article & { keywords: string };

/** The help articles of the invented lamp shop. Keywords are what customers write instead of the title's words. */
export const articles: readonly Indexed[] = [
  {
    id: 'KB-101',
    title: 'Change the delivery address',
    text: 'Open Account, then Orders, choose the order and press "Change address". That works until the order is shipped; after that the carrier redirects the parcel with the number in the shipping mail.',
    language: 'en',
    keywords: 'moved moving new flat house ship deliver street',
  },
  {
    id: 'KB-102',
    title: 'Reset the lamp and pair it again',
    text: 'Switch the lamp on and hold its button for ten seconds until the light blinks twice. Then open the app, press "Add lamp" and keep the phone within one metre.',
    language: 'en',
    keywords: 'connect connection phone app bluetooth setup blink router wifi',
  },
  {
    id: 'KB-103',
    title: 'Download an invoice',
    text: 'Invoices are under Account, then Orders, behind the button "Invoice (PDF)". The billing address can be corrected there for 90 days.',
    language: 'en',
    keywords: 'receipt bill pdf tax accounting',
  },
  {
    id: 'KB-104',
    title: 'Change or end the light plan',
    text: 'The plan is changed under Account, then Plan. It runs until the end of the month that is paid, and the lamps keep working without it.',
    language: 'en',
    keywords: 'subscription cancel membership downgrade',
  },
  {
    id: 'KB-105',
    title: 'How a refund is paid back',
    text: 'A refund goes back the way the order was paid. Cards and wallets show it after three to five working days, invoices with the next statement.',
    language: 'en',
    keywords: 'money back return charged twice',
  },
  {
    id: 'KB-106',
    title: 'Dim the lamp by a schedule',
    text: 'In the app, open the lamp, press "Schedule" and add a rule with a time, a brightness and the days. Rules are kept in the lamp, so they also work when the phone is away.',
    language: 'en',
    keywords: 'timer automatic brightness evening morning sunrise dimming',
  },
  {
    id: 'KB-107',
    title: 'The app shows an error',
    text: 'Update the app first. If the error stays, send us the report from Settings, then Help, then "Send report"; it holds no personal data.',
    language: 'en',
    keywords: 'crash bug freezes blank screen e17 version',
  },
  {
    id: 'KB-202',
    title: 'Lampe zurücksetzen und neu koppeln',
    text: 'Die Lampe einschalten und die Taste zehn Sekunden halten, bis das Licht zweimal blinkt. Dann in der App auf „Lampe hinzufügen“ tippen und das Telefon höchstens einen Meter entfernt halten.',
    language: 'de',
    keywords: 'verbinden verbindung telefon app bluetooth einrichten router wlan neues handy',
  },
  {
    id: 'KB-205',
    title: 'So wird eine Erstattung ausgezahlt',
    text: 'Eine Erstattung kommt auf dem Weg zurück, auf dem bezahlt wurde. Bei Karte und Wallet dauert das drei bis fünf Werktage.',
    language: 'de',
    keywords: 'geld zurück rückzahlung doppelt abgebucht retoure',
  },
];
