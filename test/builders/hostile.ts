import type { CloudTrailRecord } from '../../src/model/record.ts';
import type { Random } from './random.ts';

/** Texts that a caller can put into a record and that must never become live anywhere. */
export const hostileTexts: readonly string[] = [
	'<img src=x onerror="document.title=\'owned\'">',
	'<script>alert(1)</script>',
	'[more](command:workbench.action.terminal.new "now")',
	'![x](https://example.com/track.png)',
	'$(alert) $(loading~spin) **bold** `code` | cell |',
	'=HYPERLINK("https://example.com","details")',
	'+1+cmd|/c calc!A0',
	'-2+3',
	'@SUM(1+1)',
	'\t=1+1',
	'two\nlines\r\nand ](',
	'\u202Etxt.exe \u0000 \u001b[31mred\u001b[0m',
	'x'.repeat(900),
];

/** Puts hostile text into every place of a record that a caller decides. */
export function makeHostile(record: CloudTrailRecord, random: Random): CloudTrailRecord {
	const text = random.pick(hostileTexts);
	const identity = record.userIdentity;
	return {
		...record,
		userAgent: text,
		...(identity?.type === 'AssumedRole' && {
			userIdentity: {
				...identity,
				principalId: `AROAEXAMPLEHOSTILE:${text}`,
				arn: `arn:aws:sts::${identity.accountId ?? ''}:assumed-role/Intern/${text}`,
			},
		}),
		requestParameters: { ...record.requestParameters, tags: { [text.slice(0, 128)]: text } },
		...(record.errorCode !== undefined && { errorMessage: text }),
	};
}
