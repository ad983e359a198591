/**
 * Words that say how a question is put, not what is looked for, folded as `wordsOf` gives them. They are left
 * out of queries only: documents keep theirs, so that a query of nothing else still finds something.
 */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  `
  a ai aie aient ais ait alors apres as au aucun aucune aupres auquel aura aurait aurais auront aussi autre autres
  aux auxquels auxquelles avaient avais avait avant avec avez avoir avons ayant
  bien
  car ce ceci cela celle celles celui cependant certain certaine certaines certains ces cet cette ceux chacun
  chacune chaque chez comme
  d dans de deja depuis des desquels desquelles dessous dessus devoir devrait dois doit doivent donc dont du duquel
  elle elles en encore enfin entre es est et etaient etais etait etant ete etes etre eu eux
  faire fais fait faites faudrait faut fera font
  hors
  ici il ils
  j jamais je jusqu jusque
  l la laquelle le lequel les lesquelles lesquels leur leurs lors lorsqu lorsque lui
  m ma mais malgre me meme memes mes mien mienne miennes miens moi moins mon
  n ne ni non nos notre notres nous
  on ont or ou ouais oui
  par parce parfois parmi pas pendant personne peu peut peuvent peux plus plusieurs plutot pour pourrait pourrais
  pouvoir pres presque puis puisqu puisque
  qu quand que quel quelle quelles quelqu quelque quelques quels qui quiconque quoi quoique
  rien
  s sa sans sauf se selon sera serait seront ses si sien sienne siennes siens sinon soi soit sommes son sont sous
  suis sur surtout
  t ta tandis tant te tel telle telles tels tes tien toi ton tous tout toute toutefois toutes tres trop tu
  un une unes uns
  va vais vers veut veux voici voila vont vos votre votres voudrais voudrait vous
  y
  afin ainsi aurai auras aurez auriez aurions aurons avions aviez concernant devait devez devons etiez etions eurent
  eut fallait fasse faudra ferait feront furent fut pouvait pouvez pouvons puisse puissent serai seras serez
  seriez serions serons soient sois tant via
  combien comment pourquoi savoir
  bonjour bonsoir merci svp
  aimerais aimerait besoin cherche cherchent chercher cherchons souhaite souhaitons trouve trouver
  `
    .split(/\s+/)
    .filter(Boolean),
);

/** Two of them that make a word together. */
export const WORDS_OF_STOP_WORDS: ReadonlySet<string> = new Set(["bien etre", "savoir faire"]);
