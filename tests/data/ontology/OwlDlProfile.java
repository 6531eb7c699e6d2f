import java.io.File;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.profiles.OWL2DLProfile;
import org.semanticweb.owlapi.profiles.OWLProfileReport;

/** Prints the OWL 2 DL violations of each file given, one a line, then "checked N files" (OWL API 3 and 5). */
public final class OwlDlProfile {
    public static void main(String[] files) throws Exception {
        for (String file : files) {
            OWLProfileReport report = new OWL2DLProfile().checkOntology(
                OWLManager.createOWLOntologyManager().loadOntologyFromOntologyDocument(new File(file)));
            for (Object violation : report.getViolations()) {
                System.out.println(new File(file).getName() + ": " + violation);
            }
        }
        System.out.println("checked " + files.length + " files");
    }
}
