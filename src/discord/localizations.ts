import type { Locale } from 'discord.js';

/** Discord's names of the languages that the bank speaks beside English. */
export const LOCALES = ['de', 'es-ES', 'es-419', 'fr', 'pt-BR'] as const satisfies readonly `${Locale}`[];

const inSpanish = (name: string) => ({ 'es-ES': name, 'es-419': name }) as const;

/** What members' commands are called in other languages: lower case, 1 to 32 characters, no spaces. */
export const LOCALIZATIONS: {
  readonly [command: string]: { readonly [L in (typeof LOCALES)[number]]: string } | undefined;
} = {
  verify: {
    de: 'verknüpfen',
    ...inSpanish('verificar'),
    fr: 'vérifier',
    'pt-BR': 'verificar',
  },
  'verify-confirm': {
    de: 'verknüpfen-fertig',
    ...inSpanish('verificar-listo'),
    fr: 'vérifier-terminé',
    'pt-BR': 'verificar-pronto',
  },
  inventory: {
    de: 'haustiere',
    ...inSpanish('inventario'),
    fr: 'inventaire',
    'pt-BR': 'inventário',
  },
  balance: {
    de: 'guthaben',
    ...inSpanish('saldo'),
    fr: 'solde',
    'pt-BR': 'saldo',
  },
  deposit: {
    de: 'einzahlen',
    ...inSpanish('depositar'),
    fr: 'déposer',
    'pt-BR': 'depositar',
  },
  tellers: {
    de: 'kassierer',
    ...inSpanish('cajeros'),
    fr: 'guichetiers',
    'pt-BR': 'caixas',
  },
  mypage: {
    de: 'meineseite',
    ...inSpanish('mipágina'),
    fr: 'mapage',
    'pt-BR': 'minhapágina',
  },
  proof: {
    de: 'nachweis',
    ...inSpanish('prueba'),
    fr: 'preuve',
    'pt-BR': 'prova',
  },
  withdraw: {
    de: 'abheben',
    ...inSpanish('retirar'),
    fr: 'retirer',
    'pt-BR': 'sacar',
  },
  gift: {
    de: 'schenken',
    ...inSpanish('regalar'),
    fr: 'offrir',
    'pt-BR': 'presentear',
  },
  trade: {
    de: 'tauschen',
    ...inSpanish('intercambiar'),
    fr: 'échanger',
    'pt-BR': 'trocar',
  },
  cancel: {
    de: 'abbrechen',
    ...inSpanish('cancelar'),
    fr: 'annuler',
    'pt-BR': 'cancelar',
  },
  history: {
    de: 'verlauf',
    ...inSpanish('historial'),
    fr: 'historique',
    'pt-BR': 'histórico',
  },
  value: {
    de: 'wert',
    ...inSpanish('valor'),
    fr: 'valeur',
    'pt-BR': 'valor',
  },
  help: {
    de: 'hilfe',
    ...inSpanish('ayuda'),
    fr: 'aide',
    'pt-BR': 'ajuda',
  },
  whois: {
    de: 'wer-ist',
    ...inSpanish('quién-es'),
    fr: 'qui-est',
    'pt-BR': 'quem-é',
  },
  update: {
    de: 'aktualisieren',
    ...inSpanish('actualizar'),
    fr: 'actualiser',
    'pt-BR': 'atualizar',
  },
  notices: {
    de: 'nachrichten',
    ...inSpanish('avisos'),
    fr: 'notifications',
    'pt-BR': 'avisos',
  },
  unlink: {
    de: 'trennen',
    ...inSpanish('desvincular'),
    fr: 'dissocier',
    'pt-BR': 'desvincular',
  },
  export: {
    de: 'meine-daten',
    ...inSpanish('mis-datos'),
    fr: 'mes-données',
    'pt-BR': 'meus-dados',
  },
  'forget-me': {
    de: 'vergiss-mich',
    ...inSpanish('olvídame'),
    fr: 'oublie-moi',
    'pt-BR': 'esqueça-me',
  },
};
