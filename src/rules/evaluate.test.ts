import { describe, expect, it } from 'vitest';
import type { Service, ServiceValues } from '../services/service.js';
import { compileRuleset } from './compile.js';
import { evaluate } from './evaluate.js';
import type { Requirement, RequirementResult, Ruleset } from './requirement.js';

const TEXT = { vi: 'x', en: 'x' };
const REASONS = Object.fromEntries(
  [
    'met',
    'silent',
    'condition-not-met',
    'weak',
    'needs-person',
    'not-shown',
    'empty',
    'unread',
    'unrecognised',
    'not-met',
  ].map((id) => [id, TEXT]),
);

function requirement(changes: Partial<Requirement>): Requirement {
  return {
    id: 'X-1',
    level: 1,
    subject: 'service',
    cite: 'Điều 1',
    obligation: 'must',
    title: TEXT,
    evidence: ['forms'],
    remedy: TEXT,
    examples: {},
    ...changes,
  };
}

function rulesetOf(requirements: readonly Requirement[], reasons: Ruleset['reasons'] = {}): Ruleset {
  return {
    id: 'x',
    version: '1.0.0',
    hash: '',
    title: TEXT,
    requirements,
    reasons: { ...REASONS, ...reasons },
  };
}

function judge(
  changes: Partial<Requirement>,
  values: ServiceValues,
  { reasons = {}, evidence = {} }: { reasons?: Ruleset['reasons']; evidence?: Service['evidence'] } = {},
): RequirementResult {
  const [result] = evaluate(compileRuleset(rulesetOf([requirement(changes)], reasons)), { values, evidence });
  if (result === undefined) throw new Error('no result');
  return result;
}

const form = { text: 'Đơn', items: [{ name: 'Đơn', url: '/a.doc' }] };
const noForm = { text: 'Không', items: [], none: true } as const;

describe('a heading that may stand for the field', () => {
  const rule: Partial<Requirement> = { evidence: ['timeLimits'], check: { stated: ['timeLimits'] } };
  const unrecognised = { labels: ['Khoảng chờ đợi'], fields: ['timeLimits'] } as const;

  it('is for a person', () => {
    const reasons = { unrecognised: { vi: '{unrecognised.labels}', en: '' } };
    expect(judge(rule, { timeLimits: null, unrecognised }, { reasons })).toMatchObject({
      status: 'unclear',
      detail: { reason: 'unrecognised', args: { 'unrecognised.labels': 'Khoảng chờ đợi' } },
    });
  });

  it('saves no other field', () => {
    expect(
      judge({ ...rule, evidence: ['steps'], check: { stated: ['steps'] } }, { steps: null, unrecognised })
        .status,
    ).toBe('fail');
    expect(judge(rule, { unrecognised }).status).toBe('notChecked');
  });
});

describe('a place that could not be read as text', () => {
  const rule: Partial<Requirement> = { evidence: ['steps'], check: { stated: ['steps'] } };
  const optional: Partial<Requirement> = { appliesWhen: { stated: ['forms'] }, check: { stated: ['forms'] } };

  it('is for a person', () => {
    expect(judge(rule, { steps: null, unread: ['steps'] })).toMatchObject({
      status: 'unclear',
      detail: { reason: 'unread' },
    });
    expect(judge(optional, { forms: null, unread: ['forms'] }).status).toBe('unclear');
  });

  it('changes nothing where another source gives the value, or for another place', () => {
    expect(judge(rule, { steps: { text: 'Nộp đơn' }, unread: ['steps'] }).status).toBe('pass');
    expect(judge(rule, { steps: null, unread: ['documents'] }).status).toBe('fail');
    expect(judge(rule, { unread: ['steps'] }).status).toBe('notChecked');
    expect(judge(optional, { forms: null, unread: ['steps'] }).status).toBe('notApplicable');
  });
});

describe('the order of the answers', () => {
  const rule: Partial<Requirement> = {
    appliesWhen: { has: { forms: { type: 'object', not: { required: ['none'] } } } },
    unclearWhen: { stated: ['mentionedForms'] },
    check: { has: { 'forms.items': { items: { required: ['url'] } } } },
  };

  it.each<[string, ServiceValues, string, string]>([
    ['a condition decided false', { forms: noForm }, 'notApplicable', 'condition-not-met'],
    [
      'decided false even where it would be unclear',
      { forms: noForm, mentionedForms: ['M1'] },
      'notApplicable',
      'condition-not-met',
    ],
    ['a condition about what the source is silent on', { forms: null }, 'notApplicable', 'silent'],
    ['unclear before pass', { forms: form, mentionedForms: ['M1'] }, 'unclear', 'weak'],
    ['pass', { forms: form }, 'pass', 'met'],
    ['fail', { forms: { text: 'Đơn', items: [{ name: 'Đơn' }] } }, 'fail', 'not-met'],
    ['a condition the source cannot show stays open', {}, 'notChecked', 'not-shown'],
  ])('%s', (_, values, status, reason) => {
    const result = judge(rule, values);
    expect([result.status, result.detail.reason]).toEqual([status, reason]);
  });

  it('takes a member that is there but undefined for left out', () => {
    const values: Record<string, unknown> = { forms: undefined };
    expect(judge(rule, values).status).toBe('notChecked');
    expect(
      judge({ evidence: ['steps'], check: { stated: ['steps'] } }, { ...values, steps: null }).status,
    ).toBe('fail');
  });
});

describe('fail and notChecked', () => {
  const rule: Partial<Requirement> = {
    evidence: ['methods', 'receivingChannels'],
    check: { has: { 'methods.channels': { minItems: 1 } } },
  };

  it.each<[ServiceValues, string, string]>([
    [{}, 'notChecked', 'not-shown'],
    [{ steps: null }, 'notChecked', 'not-shown'],
    [{ receivingChannels: null }, 'fail', 'empty'],
    [{ methods: null, receivingChannels: null }, 'fail', 'empty'],
    [{ methods: { text: 'x', channels: [] }, receivingChannels: null }, 'fail', 'not-met'],
  ])('%j: one shown field of the evidence is enough to fail', (values, status, reason) => {
    const result = judge(rule, values);
    expect([result.status, result.detail.reason]).toEqual([status, reason]);
  });
});

describe('a condition over several fields', () => {
  const rule: Partial<Requirement> = {
    evidence: ['onlinePayment'],
    appliesWhen: { anyOf: [{ fee: { phi: ['charged'] } }, { fee: { lePhi: ['charged'] } }] },
    check: { stated: ['onlinePayment'] },
  };
  const free = { text: 'Không', amounts: [], free: true } as const;

  it.each<[ServiceValues, string]>([
    [{ phi: free, lePhi: free }, 'notApplicable'],
    [{ phi: free, lePhi: null }, 'notApplicable'],
    [{ phi: free, onlinePayment: null }, 'fail'],
    [{ phi: free }, 'notChecked'],
  ])('%j: false is only decided where every field is shown', (values, status) => {
    expect(judge(rule, values).status).toBe(status);
  });

  it('takes forms that no text mentions for an answer, not for something the source cannot show', () => {
    const asked: Partial<Requirement> = {
      appliesWhen: { stated: ['mentionedForms'] },
      check: { stated: ['forms'] },
    };
    expect(judge(asked, { forms: null }).status).toBe('notApplicable');
  });
});

describe('manual', () => {
  it('is what has no check, and still applies only where its condition holds', () => {
    const rule: Partial<Requirement> = { appliesWhen: { stated: ['forms'] } };
    expect(judge(rule, { forms: form }).status).toBe('manual');
    expect(judge(rule, { forms: null }).status).toBe('notApplicable');
    expect(judge(rule, {}).status).toBe('manual');
  });

  it('stands for every check that does not hold where the requirement says so', () => {
    const rule: Partial<Requirement> = {
      evidence: ['statistics'],
      otherwise: 'manual',
      check: { has: { 'statistics.receivedOnline': { minimum: 1 } } },
    };
    expect(judge(rule, { statistics: { receivedOnline: 4 } }).status).toBe('pass');
    expect(judge(rule, { statistics: { receivedOnline: 0 } }).status).toBe('manual');
    expect(judge(rule, { statistics: null }).status).toBe('manual');
    expect(judge(rule, {}).status).toBe('manual');
  });
});

describe('reasons', () => {
  const reasons = {
    first: TEXT,
    second: TEXT,
    third: { vi: 'thiếu {item}; nêu {mentionedForms}', en: 'lacks {item}' },
  };

  it('come from the first branch of an anyOf that holds', () => {
    const rule: Partial<Requirement> = {
      unclearWhen: {
        anyOf: [
          { reason: 'first', has: { forms: { const: 1 } } },
          { reason: 'second', stated: ['forms'] },
          { reason: 'first' },
        ],
      },
      check: true,
    };
    expect(judge(rule, { forms: form }, { reasons }).detail.reason).toBe('second');
    expect(judge(rule, {}, { reasons }).detail.reason).toBe('first');
  });

  it('come from the first branch of an allOf that does not hold, with the entry that it does not hold for', () => {
    const rule: Partial<Requirement> = {
      check: {
        allOf: [
          { reason: 'first', stated: ['forms'] },
          { reason: 'third', has: { 'forms.items': { items: { required: ['url'] } } } },
        ],
      },
    };
    const items = [{ name: 'Mẫu A', url: '/a.doc' }, { name: 'Mẫu B' }, { name: 'Mẫu C' }];
    const values = { forms: { text: 'x', items }, mentionedForms: ['1', '2', '3', '4'] };
    expect(judge(rule, values, { reasons }).detail).toEqual({
      reason: 'third',
      args: { item: 'Mẫu B', mentionedForms: '1; 2; 3; …' },
    });
    expect(judge(rule, { forms: null }, { reasons }).detail).toEqual({ reason: 'first' });
  });

  it('other keywords beside anyOf must hold too', () => {
    const rule: Partial<Requirement> = {
      unclearWhen: { not: { stated: ['steps'] }, anyOf: [{ reason: 'first', stated: ['forms'] }] },
      check: true,
    };
    expect(judge(rule, { forms: form }, { reasons }).status).toBe('unclear');
    expect(judge(rule, { forms: form, steps: { text: 'Bước 1' } }, { reasons }).status).toBe('pass');
  });
});

describe('evidence', () => {
  const entry = { label: 'Biểu mẫu', at: 'cột K', text: 'Đơn' };

  it('shows what decided, three entries a field at most, and shares them between results', () => {
    const compiled = compileRuleset(
      rulesetOf([
        requirement({ id: 'X-1', check: { stated: ['forms'] } }),
        requirement({ id: 'X-2', check: true, unclearWhen: { anyOf: [{ stated: ['methods'] }] } }),
      ]),
    );
    const evidence = { forms: [entry, entry, entry, entry], methods: [{ ...entry, text: 'Trực tuyến' }] };
    const [first, second] = evaluate(compiled, {
      values: { forms: form, methods: { text: 'Trực tuyến', channels: ['online'] } },
      evidence,
    });
    expect(first?.evidence).toHaveLength(3);
    expect(second?.evidence.map(({ field }) => field)).toEqual(['forms', 'forms', 'forms', 'methods']);
    expect(second?.evidence[0]).toBe(first?.evidence[0]);
  });

  it('cuts a long text between code points', () => {
    const text = `${'ă'.repeat(198)}😀😀`;
    const [shown] = judge(
      { check: true },
      { forms: form },
      { evidence: { forms: [{ ...entry, text }] } },
    ).evidence;
    expect(shown?.text).toBe(`${'ă'.repeat(198)}…`);
    const short = 'ă'.repeat(200);
    expect(
      judge({ check: true }, {}, { evidence: { forms: [{ ...entry, text: short }] } }).evidence[0]?.text,
    ).toBe(short);
  });
});

describe('requirements about the levels reached', () => {
  it('are worked out after the others, in their own place', () => {
    const duty = requirement({ id: 'X-0', check: { has: { verifiedLevel: { minimum: 1 } } } });
    const { level: _, ...withoutLevel } = duty;
    const compiled = compileRuleset(
      rulesetOf([withoutLevel, requirement({ id: 'X-1', check: { stated: ['forms'] } })]),
    );
    const statuses = (values: ServiceValues) =>
      evaluate(compiled, { values, evidence: {} }).map(({ requirement: id, status }) => `${id} ${status}`);
    expect(statuses({ forms: form })).toEqual(['X-0 pass', 'X-1 pass']);
    expect(statuses({ forms: null })).toEqual(['X-0 fail', 'X-1 fail']);
  });
});
