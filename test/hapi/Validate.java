import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.parser.StrictErrorHandler;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.Resource;

/** Reads a resource of FHIR R4 a line, and writes what HL7's validator finds wrong with each, a line for each finding. */
public class Validate {
  public static void main(String[] arguments) throws Exception {
    var context = FhirContext.forR4();
    context.setParserErrorHandler(new StrictErrorHandler());
    var support =
        new ValidationSupportChain(
            new DefaultProfileValidationSupport(context),
            new CommonCodeSystemsTerminologyService(context),
            new InMemoryTerminologyServerValidationSupport(context));
    var validator = context.newValidator();
    validator.registerValidatorModule(new FhirInstanceValidator(support));
    // What it needs is loaded before the first line comes.
    validator.validateWithResult("{\"resourceType\":\"Task\"}");
    var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    int count = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      count++;
      // Its structures refuse a member that there is not.
      var type = ((Resource) context.newJsonParser().parseResource(line)).fhirType();
      for (var message : validator.validateWithResult(line).getMessages()) {
        if (message.getSeverity().ordinal() < ResultSeverityEnum.ERROR.ordinal()) continue;
        System.out.println(
            count + " " + type + " " + message.getLocationString() + ": " + message.getMessage());
      }
    }
    System.out.println("validated " + count);
  }
}
