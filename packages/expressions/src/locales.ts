/** How numbers and dates are written in a language. */
export interface Locale {
  decimal: string;
  group: string;
  months: readonly string[];
  monthsShort: readonly string[];
  /** From Sunday. */
  days: readonly string[];
  daysShort: readonly string[];
}

/**
 * The locale of a tag such as "de" or "de-CH"; an unknown region counts as its language. Fixed data, not the runtime's: a run
 * that is replayed by the next release of Node has to write the same text again.
 */
export function findLocale(tag: string): Locale | undefined {
  const known = tag.replace('_', '-').toLowerCase();
  const [language = ''] = known.split('-', 1);
  const locale = languages.get(language);
  return locale && { ...locale, ...regions.get(known) };
}

export function localeTags(): string[] {
  return [...languages.keys()];
}

const split = (names: string) => names.split(' ');

function locale(decimal: string, group: string, names: [string, string, string, string]): Locale {
  const [months, monthsShort, days, daysShort] = names;
  return {
    decimal,
    group,
    months: split(months),
    monthsShort: split(monthsShort),
    days: split(days),
    daysShort: split(daysShort),
  };
}

const noBreakSpace = '\u00a0';
const narrowSpace = '\u202f';

/** Regions that write numbers in another way than their language does elsewhere. */
const regions: ReadonlyMap<string, Partial<Locale>> = new Map([
  ['de-at', { group: noBreakSpace }],
  ['de-ch', { decimal: '.', group: '’' }],
  ['de-li', { decimal: '.', group: '’' }],
  ['fr-ch', { group: narrowSpace }],
  ['it-ch', { decimal: '.', group: '’' }],
  ['pt-pt', { group: noBreakSpace }],
  ['es-mx', { decimal: '.', group: ',' }],
]);

const languages: ReadonlyMap<string, Locale> = new Map([
  [
    'en',
    locale('.', ',', [
      'January February March April May June July August September October November December',
      'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec',
      'Sunday Monday Tuesday Wednesday Thursday Friday Saturday',
      'Sun Mon Tue Wed Thu Fri Sat',
    ]),
  ],
  [
    'de',
    locale(',', '.', [
      'Januar Februar März April Mai Juni Juli August September Oktober November Dezember',
      'Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez.',
      'Sonntag Montag Dienstag Mittwoch Donnerstag Freitag Samstag',
      'So Mo Di Mi Do Fr Sa',
    ]),
  ],
  [
    'fr',
    locale(',', narrowSpace, [
      'janvier février mars avril mai juin juillet août septembre octobre novembre décembre',
      'janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.',
      'dimanche lundi mardi mercredi jeudi vendredi samedi',
      'dim. lun. mar. mer. jeu. ven. sam.',
    ]),
  ],
  [
    'es',
    locale(',', '.', [
      'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre',
      'ene feb mar abr may jun jul ago sept oct nov dic',
      'domingo lunes martes miércoles jueves viernes sábado',
      'dom lun mar mié jue vie sáb',
    ]),
  ],
  [
    'it',
    locale(',', '.', [
      'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre',
      'gen feb mar apr mag giu lug ago set ott nov dic',
      'domenica lunedì martedì mercoledì giovedì venerdì sabato',
      'dom lun mar mer gio ven sab',
    ]),
  ],
  [
    'pt',
    locale(',', '.', [
      'janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro',
      'jan. fev. mar. abr. mai. jun. jul. ago. set. out. nov. dez.',
      'domingo segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado',
      'dom. seg. ter. qua. qui. sex. sáb.',
    ]),
  ],
  [
    'nl',
    locale(',', '.', [
      'januari februari maart april mei juni juli augustus september oktober november december',
      'jan feb mrt apr mei jun jul aug sep okt nov dec',
      'zondag maandag dinsdag woensdag donderdag vrijdag zaterdag',
      'zo ma di wo do vr za',
    ]),
  ],
  [
    'pl',
    locale(',', noBreakSpace, [
      'stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia',
      'sty lut mar kwi maj cze lip sie wrz paź lis gru',
      'niedziela poniedziałek wtorek środa czwartek piątek sobota',
      'niedz. pon. wt. śr. czw. pt. sob.',
    ]),
  ],
  [
    'sv',
    locale(',', noBreakSpace, [
      'januari februari mars april maj juni juli augusti september oktober november december',
      'jan. feb. mars apr. maj juni juli aug. sep. okt. nov. dec.',
      'söndag måndag tisdag onsdag torsdag fredag lördag',
      'sön mån tis ons tors fre lör',
    ]),
  ],
  [
    'da',
    locale(',', '.', [
      'januar februar marts april maj juni juli august september oktober november december',
      'jan. feb. mar. apr. maj jun. jul. aug. sep. okt. nov. dec.',
      'søndag mandag tirsdag onsdag torsdag fredag lørdag',
      'søn. man. tirs. ons. tors. fre. lør.',
    ]),
  ],
  [
    'nb',
    locale(',', noBreakSpace, [
      'januar februar mars april mai juni juli august september oktober november desember',
      'jan. feb. mars apr. mai juni juli aug. sep. okt. nov. des.',
      'søndag mandag tirsdag onsdag torsdag fredag lørdag',
      'søn. man. tir. ons. tor. fre. lør.',
    ]),
  ],
]);
