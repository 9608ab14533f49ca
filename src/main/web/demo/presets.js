/**
 * The example presets that ship with the function, and what each lets a page choose. A field's `set` writes its value into
 * the options of `getClientSecret`. Some offer a value that the preset refuses, to show the refusal.
 */
const lifetime = {
  name: 'lifetime',
  label: 'Lifetime in seconds',
  type: 'number',
  value: '60',
  set: (options, value) => (options.expiresAfter = Number(value)),
};

const output = (options) => ((options.session ??= { audio: { output: {} } }).audio.output);

export const presets = [
  {
    name: 'support-agent',
    title: 'Voice agent',
    text: 'Greets you by name, answers, looks up an order.',
    fields: [
      {
        name: 'name',
        label: 'Your name',
        type: 'text',
        value: 'Ada',
        set: (options, value) => (options.variables = { customer_name: value }),
      },
      {
        name: 'voice',
        label: 'Voice',
        choices: { '': 'As the preset says', marin: 'Marin', cedar: 'Cedar', verse: 'Verse (refused)' },
        set: (options, value) => (output(options).voice = value),
      },
      {
        name: 'speed',
        label: 'Speed',
        choices: { '': 'As the preset says', 0.8: 'Slow, 0.8', 1.2: 'Fast, 1.2', 1.5: 'Too fast, 1.5 (refused)' },
        set: (options, value) => (output(options).speed = Number(value)),
      },
      lifetime,
    ],
  },
  {
    name: 'captions',
    title: 'Live captions',
    text: 'Writes down what it hears.',
    fields: [
      {
        name: 'language',
        label: 'Spoken language',
        choices: { '': 'Any', en: 'English', de: 'German', es: 'Spanish', fr: 'French', ja: 'Japanese (refused)' },
        set: (options, value) => (options.session = { audio: { input: { transcription: { language: value } } } }),
      },
      lifetime,
    ],
  },
  {
    name: 'interpreter',
    title: 'Interpreter',
    text: 'Says in another language what you say.',
    fields: [
      {
        name: 'language',
        label: 'Into',
        choices: {
          '': 'As the preset says',
          en: 'English',
          es: 'Spanish',
          fr: 'French',
          de: 'German',
          it: 'Italian',
          pt: 'Portuguese',
          ja: 'Japanese',
          la: 'Latin (refused)',
        },
        set: (options, value) => (output(options).language = value),
      },
      lifetime,
    ],
  },
];
