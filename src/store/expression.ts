/** A condition on the words of a call, as the full text index understands it. */
export type Expression =
	| { readonly kind: 'word'; readonly word: string; readonly isBeginning: boolean }
	| {
			readonly kind: 'and' | 'or' | 'not';
			readonly left: Expression;
			readonly right: Expression;
	  };

const tokenPattern = /"((?:[^"]|"")*)"(\*?)|AND|OR|NOT|[()]/g;
/** The looser one first, as in FTS5. */
const operators = ['OR', 'AND', 'NOT'] as const;
const kinds = { OR: 'or', AND: 'and', NOT: 'not' } as const;

/**
 * Reads an expression of words in quotes, `*`, `AND`, `OR`, `NOT` and parentheses.
 * @throws Error where it is anything else: it is always one of ours.
 */
export function parseExpression(text: string): Expression {
	const tokens = [...text.matchAll(tokenPattern)];
	let position = 0;
	const peek = () => tokens[position]?.[0];
	const operand = (level: number): Expression => {
		const operator = operators[level];
		if (operator === undefined) {
			return word();
		}
		let left = operand(level + 1);
		while (peek() === operator) {
			position++;
			left = { kind: kinds[operator], left, right: operand(level + 1) };
		}
		return left;
	};
	const word = (): Expression => {
		const token = tokens[position++];
		if (token?.[0] === '(') {
			const inner = operand(0);
			position++;
			return inner;
		}
		if (token?.[1] === undefined) {
			throw new Error('Not an expression of words.');
		}
		return { kind: 'word', word: token[1].replaceAll('""', '"'), isBeginning: token[2] === '*' };
	};
	return operand(0);
}

/** Is the expression true where `has` tells which words there are? Asks from left to right. */
export function holds(
	expression: Expression,
	has: (word: string, isBeginning: boolean) => boolean,
): boolean {
	switch (expression.kind) {
		case 'word':
			return has(expression.word, expression.isBeginning);
		case 'and':
			return holds(expression.left, has) && holds(expression.right, has);
		case 'or':
			return holds(expression.left, has) || holds(expression.right, has);
		case 'not':
			return holds(expression.left, has) && !holds(expression.right, has);
	}
}
