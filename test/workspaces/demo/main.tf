# The web servers' image (made up).

resource "aws_imagebuilder_image_recipe" "web_node" {
  name         = "web-node"
  version      = "1.1.0"
  parent_image = "arn:aws:imagebuilder:eu-west-1:aws:image/amazon-linux-2023-x86/x.x.x"

  component {
    component_arn = "arn:aws:imagebuilder:eu-west-1:111122223333:component/hardening/1.4.0/1"
  }
}

resource "aws_imagebuilder_infrastructure_configuration" "web_node" {
  name                          = "web-node"
  instance_profile_name         = "image-builder"
  instance_types                = ["m7i.large"]
  terminate_instance_on_failure = true
}

resource "aws_imagebuilder_image_pipeline" "web_node" {
  name                             = "web-node"
  image_recipe_arn                 = aws_imagebuilder_image_recipe.web_node.arn
  infrastructure_configuration_arn = aws_imagebuilder_infrastructure_configuration.web_node.arn
  distribution_configuration_arn   = "arn:aws:imagebuilder:eu-west-1:111122223333:distribution-configuration/web-node-dist"

  schedule {
    schedule_expression = "cron(0 5 ? * mon *)"
  }
}
