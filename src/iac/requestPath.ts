/**
 * Names of properties that requests call otherwise, below the resource; the rest only changes its
 * case. From the API model of Image Builder against the tools' references.
 */
const renamed: ReadonlyMap<string, string> = new Map([
	['version', 'semanticVersion'],
	// Terraform writes one block an element where requests have a list.
	['component', 'components'],
	['blockDeviceMapping', 'blockDeviceMappings'],
	['instanceConfiguration.blockDeviceMapping', 'instanceConfiguration.blockDeviceMappings'],
	['distribution', 'distributions'],
	['workflow', 'workflows'],
	['policyDetail', 'policyDetails'],
	['userDataBase64', 'additionalInstanceConfiguration.userDataOverride'],
	['systemsManagerAgent', 'additionalInstanceConfiguration.systemsManagerAgent'],
	// CDK's constructs with a design of their own.
	['imagePipelineName', 'name'],
	['imageRecipeName', 'name'],
	['containerRecipeName', 'name'],
	['componentName', 'name'],
	['workflowName', 'name'],
	['lifecyclePolicyName', 'name'],
	['infrastructureConfigurationName', 'name'],
	['distributionConfigurationName', 'name'],
	['imageRecipeVersion', 'semanticVersion'],
	['containerRecipeVersion', 'semanticVersion'],
	['componentVersion', 'semanticVersion'],
	['workflowVersion', 'semanticVersion'],
	['workflowType', 'type'],
	['lifecyclePolicyType', 'resourceType'],
]);

/**
 * Path of a property in the request that sets it.
 * @param names the names from the resource down, in camel case; numbers are positions in a list
 */
export function requestPath(names: readonly (string | number)[]): string {
	let path = '';
	let plain = '';
	for (const name of names) {
		if (typeof name === 'number') {
			path += `[${name}]`;
			continue;
		}
		plain = plain === '' ? name : `${plain}.${name}`;
		const known = renamed.get(plain);
		path =
			known !== undefined && plain === name
				? known
				: `${path === '' ? '' : `${path}.`}${known?.split('.').pop() ?? listName(name)}`;
	}
	return path;
}

function listName(name: string): string {
	return name === 'parameter' ? 'parameters' : name;
}

/** `ScheduleExpression` to `scheduleExpression` */
export function lowerFirst(name: string): string {
	return name.charAt(0).toLowerCase() + name.slice(1);
}
