; What local names stand for.
(import_statement) @import
(import_from_statement) @import

; Constants that may be part of a name.
(assignment
  left: (identifier) @constant
  right: [(string) (concatenated_string) (binary_operator) (dictionary) (integer) (float) (call)] @value)
(assignment
  left: (attribute object: (identifier) @self attribute: (identifier) @field)
  right: [(string) (concatenated_string) (binary_operator)] @value
  (#eq? @self "self"))
