import { describe, expect, it } from 'vitest';
import { beginElement } from '../../../src/vscode/beginElement.ts';
import { hostileTexts } from '../../builders/hostile.ts';

describe('what a page begins with', () => {
	it('stays data, whatever a record says', () => {
		const begin = [...hostileTexts, '</script><img src=x>', '<!--<script>', ']]>'];
		const element = beginElement(begin);
		const inside = element.slice(element.indexOf('>') + 1, element.lastIndexOf('<'));
		expect(inside).not.toContain('<');
		expect(JSON.parse(inside)).toEqual(begin);
		expect(element).toMatch(/^<script type="application\/json" id="begin">/);
	});
});
