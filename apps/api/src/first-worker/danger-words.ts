/**
 * Words that go to a person at once, before any model has read the mail: a model has called sparks advertising. English,
 * German, French, Spanish, Italian, Dutch, Portuguese, Polish, Chinese and Japanese. `smok*` is every word that begins so. One
 * too many costs a look; one too few may cost a house. Words a lamp shop has in every second mail are left out.
 */
export const dangerWords: readonly string[] = [
  ...['gas', 'carbon monoxide', 'fire', 'fires', 'flames', 'burns', 'burning', 'burned', 'burnt', 'smok*'],
  ...['scorch*', 'melted', 'melting', 'spark', 'sparks', 'sparking', 'sparked', 'overheat*', 'explosion*'],
  ...[
    'explode*',
    'exploding',
    'flood',
    'floods',
    'flooded',
    'flooding',
    'electric shock',
    'electrical shock',
  ],
  ...['got a shock', 'electrocut*', 'short circuit', 'short circuited', 'injur*', 'ambulance', 'evacuat*'],
  ...['gasgeruch', 'gasleck*', 'gasaustritt', 'feuer*', 'brände', 'brandgeruch', 'brandgefahr', 'brennt'],
  ...['gebrannt', 'verbrannt*', 'angebrannt', 'abgebrannt', 'rauch*', 'qualm*', 'funken*', 'verschmort*'],
  ...[
    'geschmolzen',
    'explodier*',
    'überschwemm*',
    'überflut*',
    'wasserschaden',
    'stromschlag*',
    'kurzschluss',
  ],
  ...['verletz*', 'notfall', 'gaz', 'feu', 'incendi*', 'brûl*', 'fumée', 'étincel*', 'inond*', 'électrocut*'],
  ...['choc électrique', 'court circuit', 'fuego', 'humo', 'quemad*', 'chispa*', 'inundac*', 'cortocircuito'],
  ...[
    'descarga eléctrica',
    'fuoco',
    'fumo',
    'brucia*',
    'scintill*',
    'allag*',
    'folgorat*',
    'scossa elettrica',
  ],
  ...['gaslek', 'gaslucht', 'brandlucht', 'brandt', 'rook', 'vonken', 'kortsluiting', 'overstrom*', 'fogo'],
  ...['fumaça', 'faísca*', 'queimad*', 'curto circuito', 'pożar', 'dym', 'iskr*', 'zwarcie', 'zalan*'],
  ...['着火', '火灾', '冒烟', '煤气', '漏电', '触电', '火事', '煙', '火花', 'ガス漏れ', '感電'],
];
