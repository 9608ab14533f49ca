package dev.ephemint.infra;

import java.util.List;
import java.util.Map;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads CloudFormation's short tags as their long forms: {@code !Ref X} as {@code {Ref: X}}. */
final class ShortTags extends SafeConstructor {
    ShortTags() {
        super(strict());
        yamlMultiConstructors.put("!", new ToLongForm());
    }

    private static LoaderOptions strict() {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return options;
    }

    private final class ToLongForm extends AbstractConstruct {
        @Override
        public Object construct(Node node) {
            String name = node.getTag().getValue().substring(1);
            Object argument = argument(node);
            return switch (name) {
                case "Ref", "Condition" -> Map.of(name, argument);
                case "GetAtt" ->
                    Map.of("Fn::GetAtt", List.of(argument.toString().split("\\.", 2)));
                default -> Map.of("Fn::" + name, argument);
            };
        }

        private Object argument(Node node) {
            if (node instanceof ScalarNode scalar) {
                return constructScalar(scalar);
            }
            return node instanceof SequenceNode list ? constructSequence(list) : constructMapping((MappingNode) node);
        }
    }
}
