; Blocks that define or read an Image Builder resource, of either AWS provider.
(block
  (identifier) @keyword
  . [(string_lit (template_literal) @type) (identifier) @type]
  . [(string_lit (template_literal) @label) (identifier) @label]
  (#any-of? @keyword "resource" "data" "ephemeral")
  (#match? @type "^aws(cc)?_imagebuilder_")) @resource

; Variables, whose defaults may be part of a name.
(block
  (identifier) @keyword
  . [(string_lit (template_literal) @variable) (identifier) @variable]
  (body)? @settings
  (#eq? @keyword "variable"))

; Locals likewise.
(block
  (identifier) @keyword
  . (block_start)
  . (body (attribute (identifier) @local (expression) @value))
  (#eq? @keyword "locals"))
