import type { ChatReply } from './answer-chat.ts';
import type { ChatRequest } from './chat-request.ts';
import { modelRefusal } from './model-refusal.ts';

export const practiceModelName = 'practice-model';

type Misbehaviour = {
  /** Refuses the request before there is an answer. */
  refuse?: (request: ChatRequest) => void;
  spoil?: (reply: ChatReply, request: ChatRequest) => ChatReply;
  isSilent?: boolean;
};

/** Models that go wrong on purpose, each in the one way its name says. For tests and for trying out a playbook. */
export const misbehaviours: Readonly<Record<string, Misbehaviour>> = {
  [practiceModelName]: {},
  'practice-nonsense': { spoil: () => ({ content: 'Lamps! The lamps are lovely today {"and": they glow' }) },
  'practice-wrong-schema-once': {
    spoil: (reply, { messages }) =>
      messages.some(({ role }) => role === 'assistant') ? reply : { content: '["not what was asked for"]' },
  },
  'practice-too-much': { spoil: () => ({ content: 'And another thing about lamps. '.repeat(8_500) }) },
  'practice-nothing': { spoil: () => ({ content: '' }) },
  'practice-hang': { isSilent: true },
  'practice-429': {
    refuse() {
      const headers = { 'retry-after': '1' };
      throw modelRefusal(429, 'Too many requests. Wait a second.', { code: 'rate_limit_exceeded', headers });
    },
  },
  'practice-no-json-schema': {
    refuse({ response_format: format }) {
      if (format?.type !== 'json_schema') return;
      throw modelRefusal(400, 'response_format type "json_schema" is not supported.', {
        param: 'response_format',
      });
    },
  },
};
