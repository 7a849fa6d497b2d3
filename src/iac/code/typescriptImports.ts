import type { Node } from 'web-tree-sitter';

interface Slicer {
	slice(node: Node): string;
}

type Bindings = Map<string, string>;

/** Binds the names of `import ... from 'module'` and of `import name = require('module')`. */
export function importBindings(statement: Node, source: Slicer, bindings: Bindings): void {
	for (const clause of statement.namedChildren) {
		if (clause.type === 'import_require_clause') {
			const name = clause.namedChildren[0];
			if (name) {
				bindings.set(source.slice(name), moduleOf(clause, source));
			}
		} else if (clause.type === 'import_clause') {
			bindClause(clause, moduleOf(statement, source), source, bindings);
		}
	}
}

function bindClause(clause: Node, module: string, source: Slicer, bindings: Bindings): void {
	for (const child of clause.namedChildren) {
		if (child.type === 'identifier') {
			bindings.set(source.slice(child), module);
		} else if (child.type === 'namespace_import' && child.namedChildren[0]) {
			bindings.set(source.slice(child.namedChildren[0]), module);
		} else if (child.type === 'named_imports') {
			for (const specifier of child.namedChildren) {
				const name = specifier.childForFieldName('name');
				const alias = specifier.childForFieldName('alias') ?? name;
				if (name && alias) {
					bindings.set(source.slice(alias), `${module}.${source.slice(name)}`);
				}
			}
		}
	}
}

/** Binds the names of `const name = require('module')` and `const { Name: x } = require(...)`. */
export function requireBindings(declarator: Node, source: Slicer, bindings: Bindings): void {
	const name = declarator.childForFieldName('name');
	const call = declarator.childForFieldName('value');
	const module = call?.childForFieldName('arguments');
	if (!name || !module) {
		return;
	}
	const moduleName = moduleOf(module, source);
	if (name.type === 'identifier') {
		bindings.set(source.slice(name), moduleName);
		return;
	}
	for (const part of name.namedChildren) {
		const key = part.childForFieldName('key') ?? part;
		const local = part.childForFieldName('value') ?? part;
		bindings.set(source.slice(local), `${moduleName}.${source.slice(key)}`);
	}
}

function moduleOf(owner: Node, source: Slicer): string {
	const text = owner.namedChildren.find(({ type }) => type === 'string');
	return text ? source.slice(text).slice(1, -1) : '';
}
