; What local names stand for.
(import_statement) @import
(variable_declarator
  name: (_) @bound
  value: (call_expression function: (identifier) @require (#eq? @require "require"))) @required

; Constants that may be part of a name.
(variable_declarator
  name: (identifier) @constant
  value: [(string) (template_string) (binary_expression) (object) (as_expression) (satisfies_expression) (parenthesized_expression) (number) (call_expression)] @value)
(public_field_definition
  name: (property_identifier) @field
  value: [(string) (template_string) (binary_expression) (object) (number)] @value)
