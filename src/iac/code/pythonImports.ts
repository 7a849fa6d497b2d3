import type { Node } from 'web-tree-sitter';

interface Slicer {
	slice(node: Node): string;
}

/** Binds the names of `import a.b as c` and `from a import b as c`. */
export function pythonImports(
	statement: Node,
	source: Slicer,
	bindings: Map<string, string>,
): void {
	const module = statement.childForFieldName('module_name');
	const from = module ? `${source.slice(module)}.` : '';
	for (const child of statement.namedChildren) {
		if (child.id === module?.id) {
			continue;
		}
		const name = child.type === 'aliased_import' ? child.childForFieldName('name') : child;
		const alias = child.childForFieldName('alias');
		if (!name || (name.type !== 'dotted_name' && name.type !== 'identifier')) {
			continue;
		}
		const path = source.slice(name);
		if (alias) {
			bindings.set(source.slice(alias), from + path);
		} else if (module) {
			bindings.set(path, from + path);
		} else {
			// `import a.b` binds `a`.
			const top = path.split('.')[0] ?? path;
			bindings.set(top, top);
		}
	}
}
