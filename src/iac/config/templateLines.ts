/**
 * Blanks lines that only direct a template engine (`%{ if x ~}`, `{% for %}`, `{{- if }}`, `<% %>`),
 * so that the YAML around them can be read. Offsets stay.
 */
export function withoutTemplateLines(text: string): string {
	return text.includes('%{') || text.includes('{%') || text.includes('{{') || text.includes('<%')
		? text.replace(directive, (line) => line.replace(/[^\r\n]/g, ' '))
		: text;
}

const directive =
	/^[ \t]*(?:%\{[^\n]*\}|\{%[^\n]*%\}|\{\{-?[ \t]*(?:if|else|end|range|with|define|template|include|block|#|\/)[^\n]*\}\}|<%[^\n]*%>)[ \t]*$/gm;
