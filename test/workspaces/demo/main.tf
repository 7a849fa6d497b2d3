# The golden AMI and how it is built (made up).

resource "aws_imagebuilder_image_recipe" "golden" {
  name         = "golden-ami"
  version      = "1.4.0"
  parent_image = "arn:aws:imagebuilder:eu-west-1:aws:image/amazon-linux-2023-x86/x.x.x"

  component {
    component_arn = "arn:aws:imagebuilder:eu-west-1:111122223333:component/hardening/1.4.0/1"
  }
}

resource "aws_imagebuilder_infrastructure_configuration" "golden" {
  name                          = "golden-ami"
  instance_profile_name         = "EC2InstanceProfileForImageBuilder"
  instance_types                = ["m7i.large"]
  terminate_instance_on_failure = true
}

resource "aws_imagebuilder_distribution_configuration" "golden" {
  name = "golden-ami-dist"

  distribution {
    region = "eu-west-1"

    ami_distribution_configuration {
      name = "golden-ami-{{ imagebuilder:buildDate }}"
    }
  }
}

resource "aws_imagebuilder_image_pipeline" "golden" {
  name                             = "golden-ami"
  description                      = "Golden AMI of all services"
  image_recipe_arn                 = aws_imagebuilder_image_recipe.golden.arn
  infrastructure_configuration_arn = aws_imagebuilder_infrastructure_configuration.golden.arn
  distribution_configuration_arn   = aws_imagebuilder_distribution_configuration.golden.arn
  status                           = "ENABLED"

  schedule {
    schedule_expression = "cron(0 4 * * ? *)"
  }
}
