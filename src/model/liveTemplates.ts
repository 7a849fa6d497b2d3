/** What the queue is called, and what is made beside it. */
export interface LiveNames {
	readonly queue: string;
}

/**
 * A CloudFormation template: a queue, and a rule of EventBridge that sends it Image Builder's calls.
 */
export function eventBridgeTemplate(names: LiveNames): string {
	return `AWSTemplateFormatVersion: '2010-09-09'
Description: Sends calls of EC2 Image Builder to a queue, for Image Builder History
Resources:
${queueResources(names)}
  Rule:
    Type: AWS::Events::Rule
    Properties:
      Description: Calls of EC2 Image Builder
      # ENABLED would leave out what only reads
      State: ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS
      EventPattern:
        source: [aws.imagebuilder]
        detail-type: [AWS API Call via CloudTrail, AWS Service Event via CloudTrail]
      Targets:
        - Id: queue
          Arn: !GetAtt Queue.Arn
${queuePolicy('events.amazonaws.com', '!GetAtt Rule.Arn')}
${outputs}`;
}

/** A CloudFormation template: a queue, and a topic that a trail tells of its log files. */
export function trailTemplate(names: LiveNames & { readonly trailArn: string }): string {
	return `AWSTemplateFormatVersion: '2010-09-09'
Description: Tells a queue of a trail's new log files, for Image Builder History
Resources:
${queueResources(names)}
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: ${names.queue}
  TopicPolicy:
    Type: AWS::SNS::TopicPolicy
    Properties:
      Topics: [!Ref Topic]
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal: { Service: cloudtrail.amazonaws.com }
            Action: sns:Publish
            Resource: !Ref Topic
            Condition:
              StringEquals: { 'aws:SourceArn': '${names.trailArn}' }
  Subscription:
    Type: AWS::SNS::Subscription
    Properties:
      Protocol: sqs
      TopicArn: !Ref Topic
      Endpoint: !GetAtt Queue.Arn
      RawMessageDelivery: true
${queuePolicy('sns.amazonaws.com', '!Ref Topic')}
${outputs}  TopicArn:
    Value: !Ref Topic
`;
}

/** What nobody can read moves to a second queue: it would come again and again. */
function queueResources({ queue }: LiveNames): string {
	return `  Unread:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: ${queue}-unread
      MessageRetentionPeriod: 1209600
      SqsManagedSseEnabled: true
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: ${queue}
      # how long a message is hidden after it was handed out: log files are fetched meanwhile
      VisibilityTimeout: 120
      # 14 days: calls wait while nobody has VS Code open
      MessageRetentionPeriod: 1209600
      SqsManagedSseEnabled: true
      RedrivePolicy:
        deadLetterTargetArn: !GetAtt Unread.Arn
        maxReceiveCount: 50`;
}

function queuePolicy(service: string, sourceArn: string): string {
	return `  QueuePolicy:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Queue]
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal: { Service: ${service} }
            Action: sqs:SendMessage
            Resource: !GetAtt Queue.Arn
            Condition:
              ArnEquals: { 'aws:SourceArn': ${sourceArn} }`;
}

const outputs = `Outputs:
  QueueUrl:
    Value: !Ref Queue
`;
