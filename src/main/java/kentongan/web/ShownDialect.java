package kentongan.web;

import java.util.Set;
import org.springframework.stereotype.Component;
import org.thymeleaf.dialect.IPostProcessorDialect;
import org.thymeleaf.engine.AbstractTemplateHandler;
import org.thymeleaf.model.IText;
import org.thymeleaf.postprocessor.IPostProcessor;
import org.thymeleaf.postprocessor.PostProcessor;
import org.thymeleaf.templatemode.TemplateMode;

/// The last hand on every page: no text leaves with control characters or marks of direction in it,
/// whoever forgot to clean it before.
@Component
public final class ShownDialect implements IPostProcessorDialect {
  @Override
  public String getName() {
    return "shown";
  }

  @Override
  public int getDialectPostProcessorPrecedence() {
    return 1000;
  }

  @Override
  public Set<IPostProcessor> getPostProcessors() {
    return Set.of(new PostProcessor(TemplateMode.HTML, Handler.class, 1000));
  }

  /// Made anew by the template engine for each page.
  public static final class Handler extends AbstractTemplateHandler {
    @Override
    public void handleText(IText text) {
      var written = text.getText();
      var shown = Shown.visible(written, true);
      super.handleText(
          shown.equals(written) ? text : getContext().getModelFactory().createText(shown));
    }
  }
}
